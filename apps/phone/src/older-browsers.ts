/** Chrome 92 lacks what Chrome 93 brought, and the rules of core use it. */
Object.hasOwn ??= (object: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(object, key);
