"""The documented quick start of the Python SDK, with all that it says of forks, files and terminals."""
from podflare import Sandbox

with Sandbox(template="python-datasci") as sandbox:
    sandbox.run_code("x = 42")
    print("run_code", sandbox.run_code("print(x * 2)").stdout.strip())
    for event in sandbox.run_code_stream("for i in range(3): print(i)"):
        print("stream", event.type, event.data)

    winner, loser = sandbox.fork(n=2)
    winner.run_code("x = 100")
    winner.upload(bytes(range(256)), "/tmp/data.bin")
    print("diff", sandbox.diff(winner))
    sandbox.merge_into(winner)
    print("merged", sandbox.run_code("print(x)").stdout.strip())
    print("download", sandbox.download("/tmp/data.bin") == bytes(range(256)))

    shown = []
    pty = sandbox.pty.create(cmd="bash", cols=120, rows=40, on_data=shown.append)
    pty.resize(cols=200, rows=50)
    pty.send_input("echo hello\n")
    pty.send_input(b"exit 3\n")
    print("pty", pty.wait(), b"hello\r\n" in b"".join(shown))
    print("attach", sandbox.pty.attach(pty.id).wait(), sandbox.pty.list()[0].exit_code)

    winner.close()
    loser.close()
