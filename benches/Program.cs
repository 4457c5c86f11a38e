using Isberg.Benches;

// One verb, one file. Each prints its figures as lines of: name value unit.
return args switch
{
    ["floor"] => FloorBench.Run(),
    ["ledger"] => await LedgerBench.Run(),
    ["live"] => await LiveBench.Run(),
    ["speech"] => SpeechBench.Run(),
    ["start"] => await StartBench.Run(),
    ["mail"] => MailBench.Run(),
    ["mailbox"] => await MailboxBench.Run(),
    ["voice"] => await VoiceBench.Run(),
    ["replay"] => ReplayBench.Run(),
    _ => Figure.Unknown(args),
};
