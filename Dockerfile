# syntax=docker/dockerfile:1
# Milepost as a container: `docker build -t milepost .`, see docs/self-hosting.md. The image runs as an unprivileged user and
# needs a writable /data only (the embedded store; unused with DATABASE_URL), and /tmp.
ARG NODE_IMAGE=node:24-slim

# What Milepost needs while it runs: all of it is JavaScript and WebAssembly, so nothing is compiled here.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# The compiler stays in this stage.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.js scripts/
COPY src src
RUN node scripts/build.js

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Milepost" \
      org.opencontainers.image.description="Keeps ROADMAP.md, issues, milestones and the project board telling the same story." \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    MILEPOST_DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json app.yml app.ghes.yml .env.example LICENSE ./
COPY roadmaps roadmaps
# The files of /app are root's: whoever takes the process over cannot change them.
RUN mkdir /data && chown 1000:1000 /data
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["serve"]
