using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Halden.Umbraco.Notices;

/// <summary>Keeps an address that nothing else knows, so that only this site can read it.</summary>
internal sealed class AddressCipher(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Halden.Umbraco.Notices.Address");

    public string Protect(string address) => _protector.Protect(address);

    /// <summary>The address, or null where the site's keys are not those it was written with.</summary>
    public string? Read(string? written)
    {
        try
        {
            return written is null ? null : _protector.Unprotect(written);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
