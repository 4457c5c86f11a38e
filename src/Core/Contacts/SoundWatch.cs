namespace Isberg.Contacts;

/// <summary>What one look at the sound of a leg has found, since the look before.</summary>
/// <param name="Loss">The lost share of the worse way, 0 to 1.</param>
/// <param name="Score">Of the worse way (<see cref="SpeechScore"/>).</param>
public readonly record struct SoundLook(double Loss, double Score)
{
    /// <summary>More than this is heard as gaps.</summary>
    public const double MostLoss = 0.03;

    public bool IsBad => Score < SpeechScore.Poor || Loss > MostLoss;
}

/// <summary>
/// Whether somebody is told that the sound of a leg is bad: from two bad looks among the last three, until two good ones in a row. One gap
/// is nothing to tell, and one good moment no reason to say that all is well.
/// </summary>
public readonly record struct SoundWatch(bool IsBad, bool WasBad, bool WasBadBefore)
{
    public SoundWatch After(SoundLook look)
    {
        var many = (look.IsBad ? 1 : 0) + (WasBad ? 1 : 0) + (WasBadBefore ? 1 : 0);
        return new(many >= 2 || (IsBad && (look.IsBad || WasBad)), look.IsBad, WasBad);
    }
}

/// <summary>The two legs of a conversation.</summary>
public enum CallSide
{
    Caller, Agent,
}

/// <summary>Whose sound is bad right now.</summary>
public enum BadSound
{
    /// <summary>That of whoever handles the call.</summary>
    Own,

    Caller,

    Both,
}
