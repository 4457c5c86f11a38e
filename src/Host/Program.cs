using Isberg;
using Isberg.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddIsberg(new StorageOptions
{
    Folder = builder.Configuration["Isberg:Data"] ?? "data",
    Connection = builder.Configuration["Isberg:Database"],
});

var app = builder.Build();
await app.Services.GetRequiredService<Databases>().Migrate(app.Lifetime.ApplicationStopping);
app.MapIsberg();
await app.RunAsync();
