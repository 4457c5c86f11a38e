// Without a verb the server runs; with one, the verb does its work on the stored data and ends.
return args switch
{
    ["rebuild", .. var rest] => await Isberg.Verbs.Rebuild(rest),
    _ => await Isberg.Verbs.Serve(args),
};
