// Ends with 0 when the address answers 200: what a container's health check asks. R-05
const [, , url] = process.argv;
const isHealthy = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exitCode = isHealthy ? 0 : 1;
