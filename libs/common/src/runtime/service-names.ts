/** The services that make up Callout: each is an app, a schema, a database role and a name in the paths of the API. */
export const serviceNames = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'] as const;
