await using var app = await Isberg.IsbergHost.Build(args);
await app.RunAsync();
