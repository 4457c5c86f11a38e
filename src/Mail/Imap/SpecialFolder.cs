namespace Isberg.Mail.Imap;

/// <summary>What a folder is for (RFC 6154).</summary>
public enum SpecialFolder
{
    None,
    Inbox,
    All,
    Archive,
    Drafts,
    Flagged,
    Important,
    Junk,
    Sent,
    Trash,
}

/// <summary>How a folder is opened.</summary>
public enum FolderAccess
{
    None,
    ReadOnly,
    ReadWrite,
}
