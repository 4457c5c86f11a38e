import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// A slow, busy machine is waited for.
configure({ asyncUtilTimeout: 60_000 });

// The page's shape and colours are asked for by the component library; jsdom has neither.
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// The editor asks where its text stands; nothing stands anywhere in jsdom.
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect ??= () => new DOMRect();

afterEach(cleanup);
