using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer;

/// <summary>Checks the settings. Each failure names the setting, its value, and what to write instead.</summary>
internal sealed partial class MockServerOptionsValidator : IValidateOptions<MockServerOptions>
{
    public ValidateOptionsResult Validate(string? name, MockServerOptions options)
    {
        string[] failures = [.. CheckValues(options), .. CheckClients(options), .. CheckUsers(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Whether policies could name it as their tenant.</summary>
    public static bool IsDomain(string name) => Domain().IsMatch(name);

    private static IEnumerable<string> CheckValues(MockServerOptions options)
    {
        if (options is { MaxTenants: < 1 })
            yield return $"MockServer:MaxTenants is {options.MaxTenants}. Write how many tenants may hold something: 1 or more.";
        if (options is { DefaultTenantDomain: { } domain } && !IsDomain(domain))
        {
            yield return
                $"MockServer:DefaultTenantDomain is '{domain}'. Write a domain name such as contoso.onmicrosoft.com: letters, digits and dots.";
        }

        if (options is { SigningKeyFile: { } file } && SigningKeyProvider.ReadFile(file) is null)
        {
            yield return
                $"MockServer:SigningKeyFile is '{file}', and no key can be read from it. Write the path of a PEM file with an RSA private key.";
        }

        if (options.Https.Names.FirstOrDefault(name => !CertificateNames.IsValidName(name)) is { } wrongName)
            yield return $"MockServer:Https:Names has '{wrongName}'. Write host names such as mock.example.test, without wildcards, or addresses.";
        if (options is { InterceptPort: < 0 or > ushort.MaxValue } or { ProxyPort: < 0 or > ushort.MaxValue })
            yield return "MockServer:InterceptPort and MockServer:ProxyPort are ports, from 1 to 65535, or 0 for none.";
        if (options is { Compat.MissingKeySetStatus: not (400 or 404) })
            yield return $"MockServer:Compat:MissingKeySetStatus is {options.Compat.MissingKeySetStatus}. Write 400 or 404.";
        if (options is { JournalSize: < 0 or > 100_000 })
        {
            yield return
                $"MockServer:JournalSize is {options.JournalSize}. Write how many exchanges of each tenant are kept, up to 100000, or 0 for none.";
        }

        if (options is { PublicUrl: { } url } && !IsOrigin(url))
        {
            yield return
                $"MockServer:PublicUrl is '{url}'. Write scheme, host and, if it is not the scheme's own, port: https://graph.example:8443.";
        }

        if (options.AllowedHosts.FirstOrDefault(name => name != AllowedHosts.Any && !CertificateNames.IsValidName(name)) is { } wrongHost)
        {
            yield return
                $"MockServer:AllowedHosts has '{wrongHost}'. Write host names such as mock.example.test, without port and wildcard, or * alone for any.";
        }

        if (options is { Control.Token: { } token } && !Token().IsMatch(token))
        {
            yield return
                "MockServer:Control:Token is no token. Write 1 to 512 letters, digits and - . _ ~ + /, for instance what openssl rand -hex 32 prints.";
        }

        if (options is { Control: { Token: not null, Open: true } })
            yield return "MockServer:Control:Open opens what MockServer:Control:Token closes. Set one of the two.";
    }

    private static IEnumerable<string> CheckClients(MockServerOptions options)
    {
        foreach (var (id, client) in options.Clients)
        {
            if (client.Certificate is { } file && ClientCertificate.ReadFile(file) is null)
            {
                yield return $"MockServer:Clients:{id}:Certificate is '{file}', and no certificate with an RSA key can be read from it. "
                    + "Write the path of a PEM or DER file.";
            }
        }
    }

    private static IEnumerable<string> CheckUsers(MockServerOptions options)
    {
        foreach (var (name, user) in options.Users)
        {
            if (DirectoryRoles.SplitNames(user.Roles ?? "").FirstOrDefault(role => DirectoryRoles.FindTemplateId(role) is null) is { } role)
            {
                yield return $"MockServer:Users:{name}:Roles has '{role}', which is neither the name of a directory role nor a template id. "
                    + $"Write for instance '{DirectoryRoles.GlobalAdministrator}', '{DirectoryRoles.PolicyAdministrator}' or '{DirectoryRoles.KeysetAdministrator}', by commas.";
            }
        }
    }

    private static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    /// <summary>What the policy schema allows for a TenantId: policy-rules 6.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.]{3,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Domain();

    /// <summary>What can be sent as a bearer: RFC 6750 2.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~+/-]{1,512}={0,2}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
