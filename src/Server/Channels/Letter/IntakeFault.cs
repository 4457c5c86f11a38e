namespace Isberg.Channels.Letter;

/// <summary>Why nothing comes through an intake. The screens say it in words, and what to do about it.</summary>
public enum IntakeFault
{
    /// <summary>The operator has named no folder for letters on this server.</summary>
    NoRoot,

    /// <summary>The folder is not there.</summary>
    FolderMissing,

    /// <summary>The server's account may not read in it, or not move files there.</summary>
    Forbidden,

    /// <summary>The folder is a link to another one.</summary>
    Link,

    /// <summary>The folder can be read, but there is no room for what is in it: the disk is full.</summary>
    DiskFull,

    /// <summary>… but the service is archived, or does not have the channel letter.</summary>
    ChannelMissing,

    /// <summary>… but the centre takes no more contacts.</summary>
    CentreFull,

    /// <summary>… but a letter could not be taken in; the log says why.</summary>
    NotTaken,

    /// <summary>… but the virus scanner does not answer, and nothing is taken in unchecked.</summary>
    ScannerSilent,
}
