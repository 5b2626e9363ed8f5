/** What JavaScript's `trim` takes away, so that a tenant is found here by the id that it is looked for later. */
const BLANKS = String.raw`E'\t\n\x0b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'`;

/** SQL: an array of the tenants that the run `r` may be in, as `tenantsOfRun` reads them out of its context. J-32, J-33 */
export const TENANTS_OF_RUN = `CASE WHEN jsonb_exists(r.context, 'tenantId') THEN ARRAY[r.context ->> 'tenantId']
  ELSE ARRAY[btrim(r.context #>> '{profile,tenant_id}', ${BLANKS}), btrim(r.context #>> '{profile,context,tenant_id}', ${BLANKS})] END`;
