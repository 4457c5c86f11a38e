import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { clockTime } from "../parts/time";

export type Absence = Schemas["AbsenceView"];

export function useAbsences(person: string) {
  return useQuery({
    queryKey: ["absences", person],
    queryFn: () => told(api.GET("/api/v1/people/{person}/absences", { params: { path: { person } } })),
  }).data;
}

export function useKeepAbsence(person: string) {
  const cache = useQueryClient();
  const again = () => {
    void cache.invalidateQueries({ queryKey: ["absences", person] });
    void cache.invalidateQueries({ queryKey: ["directory"] });
  };
  const add = useMutation({
    mutationFn: (draft: { reason: string | null; note: string; from: Date; until: Date }) =>
      told(
        api.POST("/api/v1/absences", {
          body: {
            person,
            reason: draft.reason,
            note: draft.note.trim() || null,
            from: draft.from.toISOString(),
            until: draft.until.toISOString(),
          },
        }),
      ),
    onSuccess: again,
    meta: { tellsItself: true },
  });
  const remove = useMutation({
    mutationFn: (id: string) => told(api.DELETE("/api/v1/absences/{id}", { params: { path: { id } } })),
    onSettled: again,
  });
  return { add, remove };
}

/** Whether he is away already, or leaves later. */
export function isAway(absence: Absence, now: number): boolean {
  return Date.parse(absence.from) <= now;
}

/** By the clock on the same day, else with the day as well: "14:00", "tis 24 nov. 08:00". */
export function moment(at: string, now: number, language: string): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clockTime(at, language);
  const day = new Date(at).toLocaleDateString(language, { weekday: "short", day: "numeric", month: "short" });
  return `${day} ${clockTime(at, language)}`;
}

/** A moment as a field for day and time has it, by this computer's clock. */
export function asField(at: Date): string {
  const two = (it: number) => String(it).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
