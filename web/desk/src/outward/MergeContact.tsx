import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Loader,
  Modal,
  Radio,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowsJoin, IconSearch } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { dayAndTime } from "../parts/time";
import { best } from "../texts/best";
import { areTwoPeople, type Candidate, mayBeMerged } from "./merge";

/** Two contacts about the same thing become one: another one becomes part of this. */
export function MergeContact({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("outward");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t("merge.open")}>
        <ActionIcon size="lg" variant="default" aria-label={t("merge.open")} onClick={() => setOpen(true)}>
          <IconArrowsJoin size={18} />
        </ActionIcon>
      </Tooltip>
      {isOpen && <MergeDialog into={{ contact: contact.contact, ...contact.card }} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The contact that goes on. */
export type GoesOn = { contact: string; reference: string; customer: string | null; name: string | null };

/** Which contact becomes part of another one. */
export function MergeDialog({ into, onClose }: { into: GoesOn; onClose: () => void }) {
  const { t } = useTranslation("outward");
  const cache = useQueryClient();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const { data: found, isFetching } = useCandidates(into, search);
  const isOther = chosen !== null && areTwoPeople(into.customer, chosen.customer);
  const merge = useMutation({
    mutationFn: (other: Candidate) =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/merge", {
          params: { path: { contact: other.contact } },
          body: { into: into.contact, confirmed: isOther && isConfirmed },
        }),
      ),
    onSuccess: (_, other) => {
      for (const key of ["desk", "board", "thread", "story"]) void cache.invalidateQueries({ queryKey: [key] });
      notifications.show({
        message: t("merge.done", { other: other.reference, own: into.reference }),
        closeButtonProps: { "aria-label": t("shell:close") },
      });
      onClose();
    },
    meta: { tellsItself: true },
  });
  const choose = (it: Candidate | null) => {
    setChosen(it);
    setConfirmed(false);
    merge.reset();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("merge.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen && (!isOther || isConfirmed)) merge.mutate(chosen);
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t("merge.search")}
            description={t("merge.searchHint")}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={search}
            maxLength={100}
            onChange={(it) => {
              setSearch(it.currentTarget.value);
              choose(null);
            }}
          />
          {isFetching && !found ? (
            <Loader type="dots" m="auto" />
          ) : (
            <Candidates found={found ?? []} chosen={chosen} onChoose={choose} />
          )}
          {chosen && (
            <Text size="sm">
              {t("merge.text", {
                other: chosen.reference,
                otherName: chosen.customerName ?? t("merge.unknown"),
                own: into.reference,
                ownName: into.name ?? t("merge.unknown"),
              })}
            </Text>
          )}
          {isOther && (
            <Checkbox
              label={t("merge.confirm")}
              checked={isConfirmed}
              onChange={(it) => setConfirmed(it.currentTarget.checked)}
            />
          )}
          {merge.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(merge.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("side.cancel")}
            </Button>
            <Button type="submit" disabled={!chosen || (isOther && !isConfirmed)} loading={merge.isPending}>
              {t("merge.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The same customer's other contacts, until something else is looked for. */
function useCandidates({ contact, customer }: GoesOn, search: string) {
  const text = search.trim();
  return useQuery({
    queryKey: ["merge", contact, customer, text],
    queryFn: () =>
      told(api.GET("/api/v1/contacts", { params: { query: text ? { text } : { customer: customer ?? undefined } } })),
    enabled: text.length >= 3 || (text === "" && customer !== null),
    select: (page) => page.items.filter((it) => mayBeMerged(it, contact)),
    staleTime: 0,
  });
}

type ListProps = { found: Candidate[]; chosen: Candidate | null; onChoose: (it: Candidate | null) => void };

function Candidates({ found, chosen, onChoose }: ListProps) {
  const { t, i18n } = useTranslation("outward");
  if (found.length === 0)
    return (
      <Text size="sm" className="quiet" role="status">
        {t("merge.none")}
      </Text>
    );
  return (
    <Radio.Group
      label={t("merge.which")}
      value={chosen?.contact ?? null}
      onChange={(id) => onChoose(found.find((it) => it.contact === id) ?? null)}
    >
      <Stack gap="xs" mt="xs" mah="18rem" style={{ overflowY: "auto" }}>
        {found.map((it) => (
          <Radio
            key={it.contact}
            value={it.contact}
            label={`${it.reference} · ${it.customerName ?? t("merge.unknown")}`}
            description={[best(it.serviceName, i18n.language), dayAndTime(it.arrivedAt, i18n.language), it.matter]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
