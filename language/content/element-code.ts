const CODE = /(?:^|\.)elements\.\d+\.(?:if_?|loop)$/;

/**
 * Whether a place in content is an element's own expression (§11.3). `refs.greeting.visible` there asks for an element, so it
 * is no reference of the step, however much it looks like one.
 */
export function isElementCode(path: string): boolean {
  return CODE.test(path);
}
