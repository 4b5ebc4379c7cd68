FROM node:20-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 make g++ \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm rebuild better-sqlite3 hnswlib-node \
    && npm run build \
    && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    YINJU_CORPUS=/data/corpus \
    YINJU_INDEX=/data/embeddings
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/embeddings/models ./embeddings/models
RUN mkdir -p /data/corpus /data/embeddings && chown -R node:node /data
USER node
VOLUME ["/data/corpus", "/data/embeddings"]
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["build"]
