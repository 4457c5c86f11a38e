using System.Xml.Linq;
using Isberg.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Isberg.Access;

/// <summary>Keeps the framework's data-protection keys in the database, where every node finds them, each sealed under the master key.</summary>
internal sealed class ProtectionKeys(Databases databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().Select(it => it.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.ProtectionKeys.Add(new ProtectionKey { Name = $"{friendlyName} {Guid.NewGuid():N}", Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

/// <summary>Seals one key's XML.</summary>
internal sealed class KeySeal(MasterKey master) : IXmlEncryptor
{
    public const string Purpose = "data protection key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", master.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose)), typeof(KeyUnseal));
}

/// <summary>Opens what <see cref="KeySeal"/> sealed; the framework makes it by its type's name.</summary>
public sealed class KeyUnseal(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<MasterKey>().Open(encryptedElement.Value, KeySeal.Purpose));
}

internal sealed class KeptProtectionKeys(Databases databases, MasterKey master) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) =>
        (options.XmlRepository, options.XmlEncryptor) = (new ProtectionKeys(databases), new KeySeal(master));
}
