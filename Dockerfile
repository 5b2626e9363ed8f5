# The API, the worker and the migrations; docker-compose.yml says which of them a container is.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional
# Whatever the modes of the checkout: what runs may read all of it, and change nothing.
RUN chmod -R a+rX,go-w package.json node_modules dist prisma/migrations scripts/healthy.mjs

# Owned by root, which nothing in it runs as.
FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/scripts/healthy.mjs ./scripts/
USER node
CMD ["node", "dist/apps/api/main.js"]
