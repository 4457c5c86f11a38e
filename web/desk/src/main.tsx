import "@fontsource-variable/inter";
import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/charts/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { queries } from "./api/queries";
import { router } from "./routes";
import { SessionGate } from "./session/SessionGate";
import { texts } from "./texts/texts";
import { theme, tokens } from "./theme";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queries}>
        <MantineProvider theme={theme} cssVariablesResolver={tokens} defaultColorScheme="auto">
          <Notifications position="bottom-right" />
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
