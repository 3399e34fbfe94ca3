// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
import type { Operation } from '../contract/operations.ts';

interface Generated {
  version: string;
  hash: string;
  unauthorized: { missing: string; invalid: string };
  operations: readonly Operation[];
}

export const generated: Generated = {
  "version": "2026-11",
  "hash": "b6b769ad9de9a39643a362462b23e37896a8db1d360ae30c5bae8252aed309b0",
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
    }
  ]
};
