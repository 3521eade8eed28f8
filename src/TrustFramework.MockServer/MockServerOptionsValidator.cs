using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.Tenants.PostgreSql;

namespace TrustFramework.MockServer;

/// <summary>Validates the settings. Each failure names the setting, its value, and a valid value.</summary>
internal sealed partial class MockServerOptionsValidator : IValidateOptions<MockServerOptions>
{
    public ValidateOptionsResult Validate(string? name, MockServerOptions options)
    {
        string[] failures = [.. ValidateValues(options), .. ValidateStore(options), .. ValidateClients(options), .. ValidateUsers(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Whether a policy can name this domain as its tenant.</summary>
    public static bool IsDomain(string name) => Domain().IsMatch(name);

    private static IEnumerable<string> ValidateValues(MockServerOptions options)
    {
        if (options is { MaxTenants: < 1 })
            yield return $"MockServer:MaxTenants is {options.MaxTenants}. Set the maximum number of tenants to 1 or more.";
        if (options is { Watch: true, Seed: null })
            yield return "MockServer:Watch has no effect without MockServer:Seed. Set both or none.";
        if (options is { DefaultTenantDomain: { } domain } && !IsDomain(domain))
        {
            yield return
                $"MockServer:DefaultTenantDomain is '{domain}'. Set a domain name such as contoso.onmicrosoft.com: letters, digits and dots.";
        }

        if (options is { SigningKeyFile: { } file } && SigningKeyProvider.ReadFile(file) is null)
        {
            yield return
                $"MockServer:SigningKeyFile is '{file}', but no key can be read from it. Set the path of a PEM file with an RSA private key.";
        }

        if (options.Https.Names.FirstOrDefault(name => !CertificateNames.IsValidName(name)) is { } wrongName)
            yield return $"MockServer:Https:Names contains '{wrongName}'. Use host names such as mock.example.test, without wildcards, or IP addresses.";
        if (options is { InterceptPort: < 0 or > ushort.MaxValue } or { ProxyPort: < 0 or > ushort.MaxValue })
            yield return "MockServer:InterceptPort and MockServer:ProxyPort must be ports from 1 to 65535, or 0 for none.";
        if (options is { Compat.MissingKeySetStatus: not (400 or 404) })
            yield return $"MockServer:Compat:MissingKeySetStatus is {options.Compat.MissingKeySetStatus}. Set 400 or 404.";
        if (options.HealthTimeout <= TimeSpan.Zero || options.HealthTimeout.TotalMilliseconds > int.MaxValue)
            yield return $"MockServer:HealthTimeout is {options.HealthTimeout}. Set a time above zero, for example 00:00:03.";
        if (options is { JournalSize: < 0 or > 100_000 })
        {
            yield return
                $"MockServer:JournalSize is {options.JournalSize}. Set the number of entries to keep for each tenant, up to 100000, or 0 for none.";
        }

        if (options is { PublicUrl: { } url } && !IsOrigin(url))
        {
            yield return
                $"MockServer:PublicUrl is '{url}'. Set scheme, host and, unless it is the default port of the scheme, port: https://graph.example:8443.";
        }

        if (options.AllowedHosts.FirstOrDefault(name => name != AllowedHosts.Any && !CertificateNames.IsValidName(name)) is { } wrongHost)
        {
            yield return
                $"MockServer:AllowedHosts contains '{wrongHost}'. Use host names such as mock.example.test, without port or wildcard, or * alone for any host.";
        }

        if (options is { Control.Token: { } token } && !Token().IsMatch(token))
        {
            yield return
                "MockServer:Control:Token is not a valid token. Use 1 to 512 letters, digits and - . _ ~ + /, for example the output of openssl rand -hex 32.";
        }

        if (options is { Control: { Token: not null, Open: true } })
            yield return "MockServer:Control:Open and MockServer:Control:Token exclude each other. Set one of the two.";
    }

    private static IEnumerable<string> ValidateStore(MockServerOptions options)
    {
        if (options is { StoreKey: { } key } && !StoreKeyFile.TryParse(key, out _))
            yield return "MockServer:StoreKey is not a valid key. Set 32 bytes in base64, for example the output of openssl rand -base64 32.";
        if (options is { StoreCache: < 1 or > 1_000_000 })
            yield return $"MockServer:StoreCache is {options.StoreCache}. Set the memory for stored state in MB, 1 or more.";
        if (options is { Store: StoreKind.Sqlite, StorePath: null } && DataFolderPath.Find(options) is null)
            yield return "MockServer:Store is sqlite, but there is no data folder. Set MockServer:StorePath to a file, or MockServer:DataFolder to a folder.";
        if (options is { Store: not StoreKind.Sqlite, StorePath: not null })
            yield return "MockServer:StorePath has no effect without MockServer:Store=sqlite. Set both or none.";
        if ((options.Store == StoreKind.Postgresql) != (options.ConnectionString is not null))
            yield return "MockServer:ConnectionString and MockServer:Store=postgresql belong together. Set both or none.";
        if (options is { ConnectionString: { } connection } && !PostgreSqlTenantDatabase.IsValidConnectionString(connection))
            yield return "MockServer:ConnectionString is not a valid connection string. Write, for example, Host=localhost;Database=mock;Username=mock;Password=….";
        if (options is { Store: StoreKind.Memory, StoreKey: not null })
            yield return "MockServer:StoreKey has no effect in memory. Set MockServer:Store to sqlite or postgresql, or omit the key.";
    }

    private static IEnumerable<string> ValidateClients(MockServerOptions options)
    {
        foreach (var (id, client) in options.Clients)
        {
            if (client.Certificate is { } file && ClientCertificate.ReadFile(file) is null)
            {
                yield return $"MockServer:Clients:{id}:Certificate is '{file}', but no certificate with an RSA key can be read from it. "
                    + "Set the path of a PEM or DER file.";
            }
        }
    }

    private static IEnumerable<string> ValidateUsers(MockServerOptions options)
    {
        foreach (var (name, user) in options.Users)
        {
            if (DirectoryRoles.SplitNames(user.Roles ?? "").FirstOrDefault(role => DirectoryRoles.FindTemplateId(role) is null) is { } role)
            {
                yield return $"MockServer:Users:{name}:Roles contains '{role}', which is neither the name nor the template id of a directory role. "
                    + $"Use names such as '{DirectoryRoles.GlobalAdministrator}', '{DirectoryRoles.PolicyAdministrator}' or '{DirectoryRoles.KeysetAdministrator}', separated by commas.";
            }
        }
    }

    /// <summary>Whether the text is scheme, host and port of an address.</summary>
    public static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    /// <summary>The pattern of a TenantId in the policy schema: policy-rules 6.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.]{3,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Domain();

    /// <summary>The syntax of a bearer token: RFC 6750 2.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~+/-]{1,512}={0,2}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
