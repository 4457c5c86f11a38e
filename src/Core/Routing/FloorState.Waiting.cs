using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Who waits, by need.</summary>
internal sealed partial class FloorState
{
    private readonly Positions waitingPlaces = new();
    private readonly Dictionary<NeedKey, NeedSignature> needs = new(new SameNeed());
    private readonly Dictionary<PersonId, List<NeedSignature>> named = [];
    private readonly Queue<NeedSignature> idleNeeds = new();

    /// <summary>Signatures that leave somebody out, in no particular order.</summary>
    public List<NeedSignature> Excluding { get; } = [];

    public IReadOnlyList<NeedSignature> Naming(PersonId person) => named.TryGetValue(person, out var found) ? found : [];

    /// <summary>A contact's place among all who wait. A queue that takes the newest first promises nothing by due time: it comes after those of the usual class that do.</summary>
    public static HeapKey KeyOf(in ContactState contact)
    {
        if (contact.Signature!.Queue.IsNewestFirst)
        {
            return new HeapKey((5UL << 60) | ((1UL << 60) - 1), (1UL << 62) - (ulong)contact.Number);
        }

        return new HeapKey(((ulong)contact.PriorityClass << 60) | (ulong)contact.Due.Ticks, (contact.AtFront ? 0 : 1UL << 62) | (ulong)contact.Number);
    }

    /// <summary>Puts a contact where it belongs by its need, step and declines. One whose queue is gone stands nowhere.</summary>
    private void Place(int slot)
    {
        ref var contact = ref Contacts[slot];
        ForgetSignature(ref contact);
        if (QueueOf(ref contact) is not { } queue) return;

        var signature = SignatureOf(in contact, queue);
        signature.Uses++;
        PlaceAt(slot, signature);
    }

    /// <summary>Puts a contact among those who wait for a need; the need's use is counted already.</summary>
    private void PlaceAt(int slot, NeedSignature signature)
    {
        ref var contact = ref Contacts[slot];
        var queue = signature.Queue;
        contact.Signature = signature;
        contact.IsPlaced = true;
        contact.OverflowAgain = default;
        var key = KeyOf(in contact);
        signature.Waiting.Add(slot, key);
        if (contact.IsStranded) signature.Stranded++;
        queue.Waiting++;
        Seat(signature);
        Rearm(slot);
        Marks.Contact(slot, key);
    }

    /// <summary>Takes a waiting contact away from where it stands.</summary>
    private void Unplace(int slot)
    {
        ref var contact = ref Contacts[slot];
        if (contact.IsPlaced) TakeFromHeap(slot, ref contact);
        ForgetSignature(ref contact);
        DisarmContact(slot);
    }

    private void TakeFromHeap(int slot, ref ContactState contact)
    {
        var signature = contact.Signature!;
        signature.Waiting.Remove(slot);
        signature.Queue.Waiting--;
        if (contact.IsStranded) signature.Stranded--;
        contact.IsPlaced = false;
        Seat(signature);
    }

    private void ForgetSignature(ref ContactState contact)
    {
        if (contact.Signature is not { } signature) return;

        contact.Signature = null;
        Release(signature);
    }

    /// <summary>Puts a contact anew where it belongs, because a pause after a decline is over.</summary>
    public void Replace(int slot)
    {
        Unplace(slot);
        Place(slot);
    }

    public NeedSignature SignatureOf(in ContactState contact, QueueState queue)
    {
        var need = contact.Need;
        var plain = Intern(new NeedKey(queue, 0, need.Language, need.Skills ?? [], need.Person, null));
        for (var step = 0; step < contact.Step && plain.Next is { } next; step++) plain = next;
        return ExcludedBy(contact.Declines) is { } excluded ? Intern(plain.Key with { Excluded = excluded }, plain) : plain;
    }

    private PersonId[]? ExcludedBy(List<Decline>? declines)
    {
        if (declines is null) return null;

        var excluded = declines.Where(it => it.Until > Now).Select(it => it.Person).OrderBy(it => it.Value).ToArray();
        return excluded.Length == 0 ? null : excluded;
    }

    private NeedSignature Intern(NeedKey key, NeedSignature? plain = null)
    {
        if (needs.TryGetValue(key, out var found)) return found;

        var signature = new NeedSignature(key with { Skills = key.Skills.ToArray() }, plain, waitingPlaces);
        needs.Add(signature.Key, signature);
        if (plain is null) Connect(signature);
        else
        {
            plain.Uses++;
            plain.AddVariant(signature);
            Excluding.Add(signature);
        }

        return signature;
    }

    private void Connect(NeedSignature signature)
    {
        var queue = signature.Queue;
        queue.Needs.Add(signature);
        if (signature.Key.Person is { } person) Named(person).Add(signature);
        foreach (var staff in queue.Service.Staff) Fit(staff, signature);
        if (signature.Step < queue.Rule!.Steps.Count)
        {
            signature.Next = Intern(Easing.After(signature.Key, queue.Rule.Steps[signature.Step]));
            signature.Next.Uses++;
            signature.Next.AddBefore(signature);
        }

        signature.IsAble = IsAble(signature);
        signature.HasHope = signature.IsAble || signature.Next is { HasHope: true };
    }

    private List<NeedSignature> Named(PersonId person)
    {
        if (!named.TryGetValue(person, out var list)) named.Add(person, list = []);
        return list;
    }

    private static void Fit(StaffSignature staff, NeedSignature need)
    {
        var fit = staff.Fits(need.Key);
        if (fit == Routing.Fit.None) return;

        need.Takers.Set(staff.Id);
        if (fit == Routing.Fit.Beginner) need.Beginners.Set(staff.Id);
        if (staff.SignedIn > 0) CountAble(staff, need, 1);
    }

    private static void CountAble(StaffSignature staff, NeedSignature need, int change)
    {
        if (need.Beginners.Has(staff.Id)) need.AbleBeginners += change;
        else need.AbleExperts += change;
    }

    private bool IsAble(NeedSignature need) => need.Key.Person is { } person
        ? Person(person) is { IsSignedIn: true } found && found.Capacity.Of(need.Queue.Class) > 0
        : need.AbleExperts > 0 || (need.AbleBeginners > 0 && need.Queue.Service.Experts > 0);

    private void UpdateAble(NeedSignature need)
    {
        var isAble = IsAble(need);
        if (isAble == need.IsAble) return;

        need.IsAble = isAble;
        Marks.Need(need);
        UpdateHope(need);
    }

    private void UpdateHope(NeedSignature need)
    {
        var hasHope = need.IsAble || need.Next is { HasHope: true };
        if (hasHope == need.HasHope) return;

        need.HasHope = hasHope;
        Marks.Need(need);
        foreach (var before in need.Before) UpdateHope(before);
    }

    /// <summary>The first of those who wait for a need may have changed.</summary>
    private static void Seat(NeedSignature signature)
    {
        if (signature.Key.Person is not null) return;

        var queue = signature.Queue;
        queue.Active.Seat(signature);
        if (queue.Active.Count == 0)
        {
            queue.Service.Waiting &= ~queue.Channel.AsSet();
            return;
        }

        queue.Service.Waiting |= queue.Channel.AsSet();
        var first = queue.Active.At(0);
        queue.Service.Heads[(int)queue.Channel] = new Head(first.Waiting.FirstKey, first.Waiting.First, first);
    }

    /// <summary>A plain need that nobody uses is kept a while, for the next contact will often be like it.</summary>
    private void Release(NeedSignature signature)
    {
        if (--signature.Uses > 0 || signature.IsGone) return;
        if (signature.Key.Person is not null || signature.Key.Excluded is not null)
        {
            Dispose(signature);
            return;
        }

        if (signature.IsIdle) return;
        signature.IsIdle = true;
        idleNeeds.Enqueue(signature);
        if (idleNeeds.Count > Floor.MostIdleNeeds) ForgetIdlest();
    }

    private void ForgetIdlest()
    {
        var idlest = idleNeeds.Dequeue();
        idlest.IsIdle = false;
        if (idlest.Uses == 0 && !idlest.IsGone) Dispose(idlest);
    }

    private void Dispose(NeedSignature signature)
    {
        signature.IsGone = true;
        needs.Remove(signature.Key);
        if (signature.Plain != signature)
        {
            signature.Plain.RemoveVariant(signature);
            Excluding.Remove(signature);
            Release(signature.Plain);
            return;
        }

        signature.Queue.Needs.Remove(signature);
        if (signature.Key.Person is { } person && Named(person).Remove(signature) && Named(person).Count == 0) named.Remove(person);
        if (signature.Next is not { } next) return;
        next.RemoveBefore(signature);
        Release(next);
    }
}
