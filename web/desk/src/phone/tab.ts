const name = "isberg-phone";

/**
 * This tab alone has the phone, until what is returned is called; null when another tab has it and may not be robbed.
 * `taken` tells that another tab has taken it.
 */
export async function hold(mayTake: boolean, taken: () => void): Promise<(() => void) | null> {
  if (!navigator.locks) return () => undefined;
  let isOver = false;
  return new Promise((have) => {
    const options: LockOptions = mayTake ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(name, options, (lock) => {
        if (!lock) return have(null);
        return new Promise<void>((done) =>
          have(() => {
            isOver = true;
            done();
          }),
        );
      })
      .catch(() => {
        if (!isOver) taken();
      });
  });
}
