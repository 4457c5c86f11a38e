namespace Isberg.Mail.Imap;

/// <summary>A message's number in its folder, which no other message of the folder ever has while the validity stays the same.</summary>
public readonly record struct UniqueId(uint Validity, uint Id) : IComparable<UniqueId>
{
    public int CompareTo(UniqueId other) => (Validity, Id).CompareTo((other.Validity, other.Id));

    public override string ToString() => $"{Id}";
}
