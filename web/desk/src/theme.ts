import {
  Alert,
  type AlertProps,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  rem,
} from "@mantine/core";

/** Deep cold water: the one colour of things that can be pressed or are chosen. */
const fjord: MantineColorsTuple = [
  "#eef6f8",
  "#d9ebf0",
  "#b3d6e0",
  "#86bccd",
  "#5a9fb6",
  "#37849f",
  "#1f6c88",
  "#145a74",
  "#0f4a61",
  "#0a374a",
];

/** Neutral with a little blue in it; 6 and darker are readable as text on white. */
const gray: MantineColorsTuple = [
  "#f6f8f9",
  "#eef2f4",
  "#e2e8ec",
  "#d0d9df",
  "#b3c0c9",
  "#8a99a5",
  "#586572",
  "#45515c",
  "#2f3942",
  "#1c242b",
];

/** From text (0) to the ground (9). */
const dark: MantineColorsTuple = [
  "#dbe3e9",
  "#bcc8d1",
  "#9aa9b5",
  "#72838f",
  "#42525f",
  "#33424e",
  "#24313c",
  "#1a252e",
  "#131c24",
  "#0d141a",
];

export const theme = createTheme({
  primaryColor: "fjord",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { fjord, gray, dark },
  black: gray[9],
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(13.5), md: rem(15), lg: rem(17), xl: rem(20) },
  lineHeights: { xs: "1.35", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  spacing: { xs: rem(6), sm: rem(10), md: rem(14), lg: rem(20), xl: rem(28) },
  radius: { xs: rem(3), sm: rem(5), md: rem(7), lg: rem(11), xl: rem(18) },
  defaultRadius: "md",
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: rem(22), lineHeight: "1.25" },
      h2: { fontSize: rem(17), lineHeight: "1.3" },
      h3: { fontSize: rem(15), lineHeight: "1.35" },
      h4: { fontSize: rem(13.5), lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" }, styles: { label: { fontWeight: 560 } } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    // Warnings are written in the states' inks, which can be read on their grounds.
    Alert: Alert.extend({
      vars: (_, { color }: AlertProps) => {
        const state = color === "yellow" ? "care" : color === "red" ? "bad" : color === "green" ? "good" : null;
        return {
          root: state ? { "--alert-bg": `var(--${state}-ground)`, "--alert-color": `var(--${state}-ink)` } : {},
        };
      },
    }),
    // A dialog's header is no banner of the page.
    Drawer: {
      defaultProps: { attributes: { header: { role: "presentation" } } },
      styles: { title: { fontWeight: 620 } },
    },
    Modal: {
      styles: { title: { fontSize: rem(17), fontWeight: 620 } },
      defaultProps: {
        attributes: { header: { role: "presentation" } },
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Menu: { defaultProps: { shadow: "md" } },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: "sm" } },
    Badge: { styles: { root: { textTransform: "none", fontWeight: 560, letterSpacing: 0 } } },
  },
});

/**
 * The desk's own tokens. Each state has ink (text and shapes) and a ground (a quiet fill); a state is always
 * told by a word or a shape as well.
 */
export const tokens: CSSVariablesResolver = () => ({
  variables: { "--bar-height": rem(50), "--rail-width": rem(98), "--accept": "#1d7a46" },
  light: {
    "--ground": "#f2f5f7",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-default-border": "#d3dce2",
    "--mantine-color-placeholder": "#5f6c78",
    "--mantine-color-error": "#a8242f",
    "--surface": "#ffffff",
    "--surface-sunk": "#f7f9fa",
    "--line": "#dde4e9",
    "--rail": "#0d3f53",
    "--rail-ink": "#cfe2ea",
    "--rail-chosen": "#ffffff",
    "--quiet": "#52606c",
    "--good-ink": "#1d6b3f",
    "--good-ground": "#e2f3e8",
    "--care-ink": "#7d4e00",
    "--care-ground": "#fcf0d6",
    "--bad-ink": "#a8242f",
    "--bad-ground": "#fbe7e7",
    "--note-ink": "#145a74",
    "--note-ground": "#e3f0f4",
    "--rest-ink": "#4b5865",
    "--rest-ground": "#e9eef1",
    "--citizen-ground": "#eef2f4",
    "--staff-ground": "#dcedf2",
    "--internal-ground": "#fdf5df",
  },
  dark: {
    "--ground": "#111920",
    "--mantine-color-body": "#18222a",
    "--mantine-color-default-border": "#33424e",
    "--mantine-color-placeholder": "#93a2ae",
    "--mantine-color-error": "#ff9c9c",
    "--surface": "#18222a",
    "--surface-sunk": "#141d24",
    "--line": "#2a3843",
    "--rail": "#0c1a22",
    "--rail-ink": "#a7bac6",
    "--rail-chosen": "#ffffff",
    "--quiet": "#a0afba",
    "--good-ink": "#7fd3a0",
    "--good-ground": "#15352a",
    "--care-ink": "#f0bf62",
    "--care-ground": "#3a2d12",
    "--bad-ink": "#ff9c9c",
    "--bad-ground": "#432025",
    "--note-ink": "#8ccbe0",
    "--note-ground": "#153442",
    "--rest-ink": "#b0bdc7",
    "--rest-ground": "#26323c",
    "--citizen-ground": "#222e38",
    "--staff-ground": "#17394a",
    "--internal-ground": "#352d18",
  },
});
