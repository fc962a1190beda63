/**
 * One step of a patch between two views. `path` is a JSON Pointer (RFC 6901); `insert` and `update`
 * carry the new value. Apply them in order.
 */
export type Edit =
  | { readonly type: 'insert'; readonly path: string; readonly value: unknown }
  | { readonly type: 'update'; readonly path: string; readonly value: unknown }
  | { readonly type: 'delete'; readonly path: string };

type Json = Readonly<Record<string, unknown>>;

/**
 * The edits that lead from one plain JSON value to another. Parts shared by reference are not looked
 * into, and `evolve` shares what did not change, so the cost follows the change and not the size.
 */
export function diff(from: unknown, to: unknown): readonly Edit[] {
  const edits: Edit[] = [];
  compare(from, to, '', edits);
  return edits;
}

/** Leaves `target` as it is and returns the patched copy, which shares what no edit touched. */
export function patch<T>(target: T, edits: readonly Edit[]): T {
  const root = { value: target };
  const ours = new Set<unknown>([root]);
  for (const edit of edits) apply(root, ['value', ...steps(edit.path)], { edit, ours });
  return root.value;
}

function compare(from: unknown, to: unknown, path: string, edits: Edit[]): void {
  if (from === to) return;
  if (Array.isArray(from) && Array.isArray(to)) compareArrays(from, to, path, edits);
  else if (isObject(from) && isObject(to)) compareObjects(from, to, path, edits);
  else edits.push({ type: 'update', path, value: to });
}

/** Deletions come from the end, so that earlier places keep their numbers. */
function compareArrays(from: readonly unknown[], to: readonly unknown[], path: string, edits: Edit[]): void {
  const shared = Math.min(from.length, to.length);
  for (let place = 0; place < shared; place++) compare(from[place], to[place], `${path}/${place}`, edits);
  for (let place = shared; place < to.length; place++) edits.push({ type: 'insert', path: `${path}/${place}`, value: to[place] });
  for (let place = from.length - 1; place >= shared; place--) edits.push({ type: 'delete', path: `${path}/${place}` });
}

function compareObjects(from: Json, to: Json, path: string, edits: Edit[]): void {
  for (const [key, value] of Object.entries(to)) {
    const at = `${path}/${escaped(key)}`;
    if (Object.hasOwn(from, key)) compare(from[key], value, at, edits);
    else edits.push({ type: 'insert', path: at, value });
  }
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key)) edits.push({ type: 'delete', path: `${path}/${escaped(key)}` });
  }
}

type Container = unknown[] | Record<string, unknown>;

/** `ours` are the copies made so far: each container is copied once, however many edits it takes. */
interface Step {
  readonly edit: Edit;
  readonly ours: Set<unknown>;
}

function apply(root: Container, keys: readonly string[], { edit, ours }: Step): void {
  let container = root;
  for (const key of keys.slice(0, -1)) container = writable(container, key, ours);
  const last = keys.at(-1) ?? '';
  if (edit.type === 'delete') remove(container, last);
  else if (edit.type === 'insert' && Array.isArray(container)) container.splice(Number(last), 0, edit.value);
  else write(container, last, edit.value);
}

function writable(container: Container, key: string, ours: Set<unknown>): Container {
  const inner = Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined;
  if (ours.has(inner)) return inner as Container;
  const copy: Container = Array.isArray(inner) ? [...(inner as unknown[])] : { ...(inner as Json) };
  ours.add(copy);
  write(container, key, copy);
  return copy;
}

function remove(container: Container, key: string): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

/** Defined, not assigned: a key named `__proto__` stays a key. */
function write(container: Container, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901 §3: `~` and `/` are written `~0` and `~1`. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** RFC 6901 §4: `~1` is read before `~0`. */
function steps(path: string): readonly string[] {
  const [, ...keys] = path.split('/');
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
