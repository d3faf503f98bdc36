# syntax=docker/dockerfile:1

# Everything that building needs, and the web app built.
FROM node:24-bookworm-slim AS build
WORKDIR /kepu
COPY . .
RUN npm ci --no-audit --no-fund \
 && node --input-type=module -e "import('./tools/prepare.mjs').then((prepare) => prepare.buildWeb())"

# What runs: packages without those for development, sources, the built web. Node runs the TypeScript itself.
FROM node:24-bookworm-slim AS packages
WORKDIR /kepu
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/contract/package.json packages/contract/
COPY packages/irt/package.json packages/irt/
COPY packages/numeric/package.json packages/numeric/
COPY packages/survey-stats/package.json packages/survey-stats/
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    KEPU_HOME=/data \
    KEPU_LOG_TO=stdout \
    KEPU_DEMO=0 \
    PORT=8080
WORKDIR /kepu
COPY --from=packages /kepu ./
COPY --from=build /kepu/packages ./packages
COPY --from=build /kepu/apps/server ./apps/server
COPY --from=build /kepu/apps/web ./apps/web
RUN mkdir /data \
 && chown node:node /data \
 && printf '#!/bin/sh\nexec node /kepu/apps/server/src/cli.ts "$@"\n' > /usr/local/bin/kepu \
 && chmod 755 /usr/local/bin/kepu

# PostgreSQL refuses root, and nothing here needs it. Secrets are made in /data at the first start: the image has none.
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/api/v1/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]
