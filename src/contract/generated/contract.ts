// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
import type { Operation } from '../operations.ts';

interface Generated {
  version: string;
  hash: string;
  unauthorized: { missing: string; invalid: string };
  operations: readonly Operation[];
}

export const generated: Generated = {
  "version": "2026-11",
  "hash": "9f0baecbd436ddf4a2e09ca88519317c4589cf08bebfca5d7066c3a4a6743a43",
  "unauthorized": {
    "missing": "missing Authorization: Bearer <key>",
    "invalid": "invalid api key"
  },
  "operations": [
    {
      "id": "healthz",
      "method": "GET",
      "path": "/v1/healthz",
      "summary": "Tell whether hostd is alive",
      "exempt": true,
      "parameters": [],
      "statuses": [
        "200"
      ],
      "produces": [
        "text/plain",
        "application/json"
      ]
    },
    {
      "id": "createSandbox",
      "method": "POST",
      "path": "/v1/sandboxes",
      "summary": "Create a sandbox",
      "exempt": false,
      "parameters": [],
      "body": {
        "required": false,
        "example": {}
      },
      "statuses": [
        "200",
        "400",
        "401",
        "500"
      ],
      "produces": [
        "application/json"
      ]
    },
    {
      "id": "destroySandbox",
      "method": "DELETE",
      "path": "/v1/sandboxes/{id}",
      "summary": "Destroy a sandbox",
      "exempt": false,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "204",
        "401",
        "404",
        "500"
      ],
      "produces": []
    },
    {
      "id": "execSandbox",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/exec",
      "summary": "Run code and stream its output",
      "exempt": false,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": true,
        "example": {
          "code": "print(6*7)"
        }
      },
      "statuses": [
        "200",
        "400",
        "401",
        "404",
        "500"
      ],
      "produces": [
        "application/x-ndjson"
      ]
    },
    {
      "id": "forkSandbox",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/fork",
      "summary": "Copy a running sandbox",
      "exempt": false,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": false,
        "example": {
          "n": 1
        }
      },
      "statuses": [
        "200",
        "400",
        "401",
        "404",
        "500"
      ],
      "produces": [
        "application/json"
      ]
    },
    {
      "id": "mergeSandbox",
      "method": "POST",
      "path": "/v1/sandboxes/{parent}/merge_into/{winner}",
      "summary": "Let a fork take its parent's place",
      "exempt": false,
      "parameters": [
        {
          "name": "parent",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "winner",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000001"
        }
      ],
      "statuses": [
        "204",
        "400",
        "401",
        "404",
        "500"
      ],
      "produces": []
    },
    {
      "id": "replaySandbox",
      "method": "GET",
      "path": "/v1/sandboxes/{id}/replay",
      "summary": "Events of a sandbox once more",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "200"
      ],
      "produces": [
        "application/x-ndjson"
      ]
    },
    {
      "id": "listPtys",
      "method": "GET",
      "path": "/v1/sandboxes/{id}/pty",
      "summary": "List the terminals of a sandbox",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "200"
      ],
      "produces": [
        "application/json"
      ]
    },
    {
      "id": "createPty",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/pty",
      "summary": "Start a program in a terminal",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": true,
        "example": {
          "shellCmd": "bash",
          "cols": 80,
          "rows": 24
        }
      },
      "statuses": [
        "200"
      ],
      "produces": [
        "application/x-ndjson"
      ]
    },
    {
      "id": "attachPty",
      "method": "GET",
      "path": "/v1/sandboxes/{id}/pty/{pty}/attach",
      "summary": "Follow a terminal, from what it keeps of its output on",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "pty",
          "in": "path",
          "required": true,
          "example": "pty_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "200"
      ],
      "produces": [
        "application/x-ndjson"
      ]
    },
    {
      "id": "writePty",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/pty/{pty}/input",
      "summary": "Type into a terminal",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "pty",
          "in": "path",
          "required": true,
          "example": "pty_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": true,
        "example": {
          "data_b64": "bHMK"
        }
      },
      "statuses": [
        "204"
      ],
      "produces": []
    },
    {
      "id": "resizePty",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/pty/{pty}/resize",
      "summary": "Tell a terminal its size",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "pty",
          "in": "path",
          "required": true,
          "example": "pty_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": true,
        "example": {
          "cols": 120,
          "rows": 40
        }
      },
      "statuses": [
        "204"
      ],
      "produces": []
    },
    {
      "id": "killPty",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/pty/{pty}/kill",
      "summary": "End the program of a terminal",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "pty",
          "in": "path",
          "required": true,
          "example": "pty_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "204"
      ],
      "produces": []
    },
    {
      "id": "readPty",
      "method": "POST",
      "path": "/v1/sandboxes/{id}/pty/{pty}/read",
      "summary": "Wait for output of a terminal",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "example": "sbx_00000000000040008000000000000000"
        },
        {
          "name": "pty",
          "in": "path",
          "required": true,
          "example": "pty_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": true,
        "example": {
          "since_seq": 0,
          "max_bytes": 65536,
          "timeout_ms": 10000
        }
      },
      "statuses": [
        "200"
      ],
      "produces": []
    },
    {
      "id": "resumeSpace",
      "method": "POST",
      "path": "/v1/spaces/{space}/resume",
      "summary": "Make a sandbox of a frozen one",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "space",
          "in": "path",
          "required": true,
          "example": "spc_00000000000040008000000000000000"
        }
      ],
      "body": {
        "required": false,
        "example": {}
      },
      "statuses": [
        "200",
        "404"
      ],
      "produces": [
        "application/json"
      ]
    },
    {
      "id": "deleteSpace",
      "method": "DELETE",
      "path": "/v1/spaces/{space}",
      "summary": "Delete a frozen sandbox",
      "exempt": false,
      "observed": true,
      "parameters": [
        {
          "name": "space",
          "in": "path",
          "required": true,
          "example": "spc_00000000000040008000000000000000"
        }
      ],
      "statuses": [
        "204",
        "404"
      ],
      "produces": []
    }
  ]
};
