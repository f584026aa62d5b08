import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface NestProject {
  type: string;
  root: string;
  sourceRoot: string;
  entryFile?: string;
  compilerOptions?: { tsConfigPath?: string };
}

interface NestCli extends NestProject {
  compilerOptions: { builder: string; tsConfigPath: string };
  projects: Record<string, NestProject>;
}

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const foldersIn = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The web UI is built by Vite and no project of Nest. */
const apps = foldersIn('apps').filter((name) => name !== 'web');

const { projects, ...whole } = readJson<NestCli>('nest-cli.json');

describe('nest-cli.json', () => {
  it('knows every app and library, and nothing else', () => {
    expect(Object.keys(projects).toSorted()).toEqual([...apps, ...foldersIn('libs')].toSorted());
  });

  it.each(Object.entries(projects))('%s lies where it says', (name, { type, root, sourceRoot, entryFile }) => {
    expect(root).toBe(`${type === 'library' ? 'libs' : 'apps'}/${name}`);
    expect(sourceRoot).toBe(`${root}/src`);
    expect(existsSync(type === 'library' ? sourceRoot : `${sourceRoot}/${entryFile}.ts`)).toBe(true);
  });
});

describe('the builder of nest-cli.json', () => {
  it('is the one whose options lie here', () => {
    expect(whole.compilerOptions.builder).toBe('swc');
    const { jsc, module } = readJson<{
      jsc: { transform: Record<string, boolean> };
      module: { type: string };
    }>('.swcrc');
    // Without these Nest finds no constructor parameters, and Node no imports.
    expect(jsc.transform).toMatchObject({ legacyDecorator: true, decoratorMetadata: true });
    expect(module.type).toBe('es6');
  });

  it.each([['the whole', whole], ...Object.entries(projects)])('finds the compiler settings of %s', (_, project) => {
    expect(existsSync(project.compilerOptions?.tsConfigPath ?? '')).toBe(true);
    expect(existsSync(project.sourceRoot)).toBe(true);
  });
});

describe('dependencies', () => {
  const { dependencies, devDependencies } =
    readJson<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
  const page = readFileSync('docs/dependencies.md', 'utf8');
  const [atRunTime = '', forDevelopment = ''] = page.split(/^## For development/m);
  const explainedIn = (part: string) => [...part.matchAll(/^\| `([^`]+)` \| \S.{3,}\|$/gm)].map(([, name]) => name);

  it.each([
    ['run time', atRunTime, dependencies],
    ['development', forDevelopment, devDependencies],
  ])('of %s each have a line that says why', (_, part, declared) => {
    expect(explainedIn(part).toSorted()).toEqual(Object.keys(declared).toSorted());
  });
});

describe('Kafka', () => {
  it('is spoken to in two files only, so that its client can be replaced', () => {
    const files = readdirSync('libs/common/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const users = files.filter((name) => readFileSync(`libs/common/src/${name}`, 'utf8').includes(`from 'kafkajs'`));
    expect(users.length).toBeLessThanOrEqual(2);
  });
});
