// Business time is the injected Clock: domain code asks no other. Off in the configuration for what lives on the system's clock.

const advice = 'business time comes from the injected Clock (as an argument in core/)';

const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;
const propertyOf = (node) =>
  node?.type === 'MemberExpression' ? (node.property.name ?? node.property.value) : undefined;

function isClockCall({ callee, arguments: given }) {
  if (isNamed(callee, 'Date')) return true;
  const property = propertyOf(callee);
  if (isNamed(callee?.object, 'Date')) return property === 'now';
  if (isNamed(callee?.object, 'DateTime'))
    return property === 'now' || (['local', 'utc'].includes(property) && given.length === 0);
  return false;
}

export const clock = {
  create: (context) => ({
    NewExpression(node) {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0)
        context.report({ node, message: `new Date(): ${advice}` });
    },
    CallExpression(node) {
      if (isClockCall(node)) context.report({ node, message: `the system's clock: ${advice}` });
    },
  }),
};

const chance = 'core/ is pure: pass a seeded generator (pure-rand) as an argument';

/** core/ asks neither chance nor the process: the same arguments give the same answer. */
export const pure = {
  create: (context) => ({
    MemberExpression(node) {
      if (isNamed(node.object, 'Math') && propertyOf(node) === 'random')
        context.report({ node, message: `Math.random: ${chance}` });
      if (isNamed(node.object, 'performance') || isNamed(node.object, 'crypto'))
        context.report({ node, message: `${node.object.name}: ${chance}` });
      if (isNamed(node.object, 'process'))
        context.report({ node, message: 'core/ knows no process: pass the value as an argument' });
    },
    CallExpression(node) {
      if (['setTimeout', 'setInterval', 'setImmediate', 'fetch'].some((name) => isNamed(node.callee, name)))
        context.report({ node, message: `${node.callee.name}: core/ neither waits nor calls` });
    },
  }),
};
