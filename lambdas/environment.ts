/** Reads what the deployment must have set; a missing variable stops the function at its cold start. */
export const requiredVariables = <Name extends string>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
): Readonly<Record<Name, string>> => {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(
      `expected the environment variables ${missing.join(', ')}, received none; deploy the hub stack`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
};
