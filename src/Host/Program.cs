using Isberg;
using Isberg.Api;
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
app.MapScreens(builder.Configuration["Isberg:Web"]);
await app.RunAsync();
