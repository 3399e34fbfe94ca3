// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
export interface paths {
    "/v1/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether hostd is alive
         * @description Answers in every configuration, without a key and whatever key is sent: the header is not looked at.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a sandbox
         * @description Hands out a sandbox that is ready to run code. Not idempotent: each call makes a new one.
         *     An absent body means `{}`; members that hostd does not know are ignored.
         */
        post: operations["createSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Destroy a sandbox
         * @description Ends the sandbox and forgets its id. The sources disagree about a repeated call: a no-op or a 404.
         */
        delete: operations["destroySandbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/exec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run code and stream its output
         * @description One run at a time in a sandbox: a second call waits for the first. Python runs in one interpreter that
         *     outlives the call; each bash run is a fresh process over the same file system. An uncaught exception is
         *     not an HTTP error: the status stays 200 and the exit event is not 0.
         */
        post: operations["execSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a running sandbox
         * @description Each child starts from the parent's memory and file system as they are now and lives on its own.
         *     The parent keeps its id. An absent body means one child. On any error no child exists.
         */
        post: operations["forkSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{parent}/merge_into/{winner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a fork take its parent's place
         * @description The winner's machine answers under the parent's id from now on, the parent's own is gone and so is the
         *     winner's id. Siblings stay as they are. There is no request body.
         */
        post: operations["mergeSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of a sandbox once more */
        get: operations["replaySandbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the terminals of a sandbox */
        get: operations["listPtys"];
        put?: never;
        /**
         * Start a program in a terminal
         * @description The answer lasts as long as the program does.
         */
        post: operations["createPty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty/{pty}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow a terminal, from what it keeps of its output on */
        get: operations["attachPty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty/{pty}/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Type into a terminal */
        post: operations["writePty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty/{pty}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell a terminal its size */
        post: operations["resizePty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty/{pty}/kill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the program of a terminal */
        post: operations["killPty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandboxes/{id}/pty/{pty}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait for output of a terminal */
        post: operations["readPty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a sandbox of a frozen one */
        post: operations["resumeSpace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spaces/{space}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a frozen sandbox */
        delete: operations["deleteSpace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The JSON form of the liveness answer. */
        Health: "ok" | Record<string, never>;
        /**
         * @description Opaque. Published examples are `sbx_` and 32 lower-case hexadecimal digits.
         * @example sbx_1cc2937f86644dc3a3ad3ffb9010c70d
         */
        SandboxId: string;
        Sandbox: {
            id: components["schemas"]["SandboxId"];
            /**
             * @description `ready` on success; clients accept other values.
             * @example ready
             */
            state: string;
        };
        CreateRequest: {
            /** @description Name of the template; the primary pool when absent. */
            template?: string;
            /**
             * @description Whether the sandbox may reach the network.
             * @default true
             */
            egress?: boolean;
            /**
             * @description Whether the sandbox is kept on disk when it goes idle.
             * @default false
             */
            persistent?: boolean;
            timeout_seconds?: components["schemas"]["Seconds"];
            idle_timeout_seconds?: components["schemas"]["Seconds"];
            /** @description Memory, in MiB. */
            ram_mib?: number;
            /** @description Size of the root file system, in GB. */
            rootfs_gb?: number;
        };
        /** @description After how long, or after how long without a call, the sandbox is ended. */
        Seconds: number;
        ResumeRequest: {
            timeout_seconds?: components["schemas"]["Seconds"];
            idle_timeout_seconds?: components["schemas"]["Seconds"];
            persistent?: boolean;
            egress?: boolean;
        };
        PtyRequest: {
            /** @description A line for a shell. */
            shellCmd?: string;
            /** @description A program and its arguments. */
            argv?: string[];
            cols?: number;
            rows?: number;
            cwd?: string;
            env?: string[][];
        } | unknown | unknown;
        PtyInput: {
            /** @description The bytes in base64. */
            data_b64: string;
        };
        PtySize: {
            cols: number;
            rows: number;
        };
        PtyRead: {
            since_seq: number;
            max_bytes?: number;
            timeout_ms?: number;
        };
        PtySession: {
            pty_id: string;
            cmd_label: string;
            created_at_ms: components["schemas"]["Timestamp"];
            /** @description Absent while it runs. */
            exit_code?: number;
        };
        PtyEvent: {
            /** @enum {string} */
            type: "pty_ready" | "pty_data" | "pty_exit" | "pty_error";
            /** @description With pty_ready. */
            session_id?: string;
            /** @description With pty_data: the bytes in base64. */
            data_b64?: string;
            /** @description With pty_exit: the exit code. */
            data?: number;
            /** @description With pty_error. */
            message?: string;
        };
        ExecRequest: {
            /** @description The program text. */
            code: string;
            /**
             * @default python
             * @enum {string}
             */
            language?: "python" | "bash";
        };
        ForkRequest: {
            /**
             * @description How many children to make.
             * @default 1
             */
            n?: number;
        };
        Fork: {
            children: components["schemas"]["SandboxId"][];
        };
        /** @description One line of the answer to exec. */
        ExecEvent: components["schemas"]["OutputEvent"] | components["schemas"]["ExitEvent"];
        OutputEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stdout" | "stderr";
            /** @description One line of output. */
            data: string;
            seq: components["schemas"]["Sequence"];
            ts: components["schemas"]["Timestamp"];
        };
        ExitEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "exit";
            /** @description The exit code. */
            data: number;
            seq: components["schemas"]["Sequence"];
            ts: components["schemas"]["Timestamp"];
        };
        /** @description Strictly increasing within one call, over both streams. */
        Sequence: number;
        /** @description Wall clock of the host, in milliseconds since 1970. */
        Timestamp: number;
        Unauthorized: {
            /** @enum {string} */
            error: "missing Authorization: Bearer <key>" | "invalid api key";
        };
        Error: {
            /** @description What went wrong, for a person. */
            error: string;
        };
    };
    responses: {
        /** @description One JSON object a line, each flushed as it is produced; `pty_exit` is the last. */
        PtyEvents: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {"type":"pty_ready","session_id":"pty_1cc2937f86644dc3a3ad3ffb9010c70d"}
                 *     {"type":"pty_data","data_b64":"aGkNCg=="}
                 *     {"type":"pty_exit","data":0}
                 */
                "application/x-ndjson": components["schemas"]["PtyEvent"];
            };
        };
        /** @description The body or a parameter is not acceptable. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "n must be between 1 and 32"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Either no bearer key arrived, or one arrived that the server does not know. The two texts are exact. */
        Unauthorized: {
            headers: {
                /**
                 * @description A challenge, as RFC 9110 asks of every 401; Podflare's pages do not mention it.
                 * @example Bearer
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Unauthorized"];
            };
        };
        /** @description There is no sandbox of this id. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "sandbox not found"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The sandbox could not be created, reached, copied or ended. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "the agent in the sandbox does not answer"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The id that create or fork gave.
         * @example sbx_00000000000040008000000000000000
         */
        SandboxId: components["schemas"]["SandboxId"];
        /**
         * @description The sandbox to be replaced; its id stays in use.
         * @example sbx_00000000000040008000000000000000
         */
        ParentId: components["schemas"]["SandboxId"];
        /**
         * @description The sandbox that takes over; its id is given up.
         * @example sbx_00000000000040008000000000000001
         */
        WinnerId: components["schemas"]["SandboxId"];
        /**
         * @description The session id of its first event.
         * @example pty_00000000000040008000000000000000
         */
        PtyId: string;
        /**
         * @description A sandbox that was frozen.
         * @example spc_00000000000040008000000000000000
         */
        SpaceId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description hostd is alive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example ok */
                    "text/plain": "ok";
                    /** @example ok */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    createSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["CreateRequest"];
            };
        };
        responses: {
            /** @description The sandbox is ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sbx_1cc2937f86644dc3a3ad3ffb9010c70d",
                     *       "state": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Failed"];
        };
    };
    destroySandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    execSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "print(6*7)"
                 *     }
                 */
                "application/json": components["schemas"]["ExecRequest"];
            };
        };
        responses: {
            /**
             * @description One JSON object a line, each flushed as it is produced; the exit event is the last. The schema is
             *     that of one line.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"type":"stdout","data":"42","seq":0,"ts":1776510028036}
                     *     {"type":"exit","data":0,"seq":1,"ts":1776510028037}
                     */
                    "application/x-ndjson": components["schemas"]["ExecEvent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    forkSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "n": 1
                 *     }
                 */
                "application/json": components["schemas"]["ForkRequest"];
            };
        };
        responses: {
            /** @description The children are ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "children": [
                     *         "sbx_a1ac8f28d473413585d8f4f425bcc2b1"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Fork"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    mergeSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The sandbox to be replaced; its id stays in use.
                 * @example sbx_00000000000040008000000000000000
                 */
                parent: components["parameters"]["ParentId"];
                /**
                 * @description The sandbox that takes over; its id is given up.
                 * @example sbx_00000000000040008000000000000001
                 */
                winner: components["parameters"]["WinnerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The winner has taken the parent's place. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Failed"];
        };
    };
    replaySandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One event a line. Which ones is not known, so the mock answers 501. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ExecEvent"];
                };
            };
        };
    };
    listPtys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that run and those that have ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PtySession"][];
                };
            };
        };
    };
    createPty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shellCmd": "bash",
                 *       "cols": 80,
                 *       "rows": 24
                 *     }
                 */
                "application/json": components["schemas"]["PtyRequest"];
            };
        };
        responses: {
            200: components["responses"]["PtyEvents"];
        };
    };
    attachPty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
                /**
                 * @description The session id of its first event.
                 * @example pty_00000000000040008000000000000000
                 */
                pty: components["parameters"]["PtyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PtyEvents"];
        };
    };
    writePty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
                /**
                 * @description The session id of its first event.
                 * @example pty_00000000000040008000000000000000
                 */
                pty: components["parameters"]["PtyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data_b64": "bHMK"
                 *     }
                 */
                "application/json": components["schemas"]["PtyInput"];
            };
        };
        responses: {
            /** @description It was typed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resizePty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
                /**
                 * @description The session id of its first event.
                 * @example pty_00000000000040008000000000000000
                 */
                pty: components["parameters"]["PtyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cols": 120,
                 *       "rows": 40
                 *     }
                 */
                "application/json": components["schemas"]["PtySize"];
            };
        };
        responses: {
            /** @description It has this size. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    killPty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
                /**
                 * @description The session id of its first event.
                 * @example pty_00000000000040008000000000000000
                 */
                pty: components["parameters"]["PtyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readPty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that create or fork gave.
                 * @example sbx_00000000000040008000000000000000
                 */
                id: components["parameters"]["SandboxId"];
                /**
                 * @description The session id of its first event.
                 * @example pty_00000000000040008000000000000000
                 */
                pty: components["parameters"]["PtyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since_seq": 0,
                 *       "max_bytes": 65536,
                 *       "timeout_ms": 10000
                 *     }
                 */
                "application/json": components["schemas"]["PtyRead"];
            };
        };
        responses: {
            /** @description What it answers is not known, so the mock answers 501. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resumeSpace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A sandbox that was frozen.
                 * @example spc_00000000000040008000000000000000
                 */
                space: components["parameters"]["SpaceId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ResumeRequest"];
            };
        };
        responses: {
            /** @description The sandbox is ready. The mock freezes none, so that it knows no space. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            404: components["responses"]["NotFound"];
        };
    };
    deleteSpace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A sandbox that was frozen.
                 * @example spc_00000000000040008000000000000000
                 */
                space: components["parameters"]["SpaceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The space is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
        };
    };
}
