# The suite and the mock in one image. "npm run images package" builds it with the package as npm installs it.
# A container serves the mock, on 127.0.0.1:7070 of its own network unless PODFLARE_HOSTD_ADDR says otherwise; with
# arguments it runs the suite: "docker run IMAGE run --url http://host:7070".
ARG BASE=node:22-slim
FROM ${BASE}
COPY node_modules /app/node_modules
WORKDIR /tmp
USER 1000:1000
ENV NODE_ENV=production
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["node", "/app/node_modules/podflare-conformance/dist/cli.cjs", "healthcheck"]
ENTRYPOINT ["node", "/app/node_modules/podflare-conformance/dist/cli.cjs"]
CMD ["mock"]
