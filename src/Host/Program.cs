// Without a verb the server runs; with one, the verb does its work on the stored data and ends.
return args switch
{
    ["rebuild", .. var rest] => await Isberg.Verbs.Rebuild(rest),
    ["replay", .. var rest] => await Isberg.ReplayVerb.Run(rest),
    ["erase-again", .. var rest] => await Isberg.Verbs.EraseAgain(rest),
    ["check-certificate", .. var rest] => Isberg.Verbs.CheckCertificate(rest),
    _ => await Isberg.Verbs.Serve(args),
};
