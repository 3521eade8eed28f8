using System.Text.RegularExpressions;
using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer;

/// <summary>Reads the settings once, strictly: a name that is none is a mistake, and the message says which.</summary>
internal static partial class MockServerSettings
{
    /// <summary>Null when all is well, else what is wrong and what to write.</summary>
    public static string? Read(IConfiguration configuration, out MockServerOptions options)
    {
        options = new MockServerOptions();
        try
        {
            var section = configuration.GetSection(MockServerOptions.Section);
            if (section.Exists())
                section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unbound)
        {
            return Explain(unbound);
        }

        return options switch
        {
            { MaxTenants: < 1 } => $"MockServer:MaxTenants is {options.MaxTenants}. Write how many tenants may hold something: 1 or more.",
            { DefaultTenantDomain: { } domain } when !IsDomain(domain) =>
                $"MockServer:DefaultTenantDomain is '{domain}'. Write a domain name such as contoso.onmicrosoft.com: letters, digits and dots.",
            { SigningKeyFile: { } file } when SigningKeys.ReadFile(file) is null =>
                $"MockServer:SigningKeyFile is '{file}', and no key can be read from it. Write the path of a PEM file with an RSA private key.",
            { Https.Names: { Count: > 0 } names } when names.FirstOrDefault(name => !ServedNames.IsOne(name)) is { } none =>
                $"MockServer:Https:Names has '{none}'. Write host names such as mock.example.test, without wildcards, or addresses.",
            { InterceptPort: < 0 or > ushort.MaxValue } or { ProxyPort: < 0 or > ushort.MaxValue } =>
                "MockServer:InterceptPort and MockServer:ProxyPort are ports, from 1 to 65535, or 0 for none.",
            { Compat.MissingKeySetStatus: not (400 or 404) } =>
                $"MockServer:Compat:MissingKeySetStatus is {options.Compat.MissingKeySetStatus}. Write 400 or 404.",
            { JournalSize: < 0 or > 100_000 } =>
                $"MockServer:JournalSize is {options.JournalSize}. Write how many exchanges of each tenant are kept, up to 100000, or 0 for none.",
            { PublicUrl: { } url } when !IsOrigin(url) =>
                $"MockServer:PublicUrl is '{url}'. Write scheme, host and, if it is not the scheme's own, port: https://graph.example:8443.",
            { AllowedHosts: { Count: > 0 } names } when names.FirstOrDefault(name => name != AcceptedHosts.Any && !ServedNames.IsOne(name)) is { } none =>
                $"MockServer:AllowedHosts has '{none}'. Write host names such as mock.example.test, without port and wildcard, or * alone for any.",
            { Control.Token: { } token } when !Token().IsMatch(token) =>
                "MockServer:Control:Token is no token. Write 1 to 512 letters, digits and - . _ ~ + /, for instance what openssl rand -hex 32 prints.",
            { Control: { Token: not null, Open: true } } =>
                "MockServer:Control:Open opens what MockServer:Control:Token closes. Set one of the two.",
            _ => CheckDirectory(options),
        };
    }

    /// <summary>Whether policies could name it as their tenant.</summary>
    public static bool IsDomain(string name) => Domain().IsMatch(name);

    private static string? CheckDirectory(MockServerOptions options)
    {
        foreach (var (id, client) in options.Clients)
        {
            if (client.Certificate is { } file && ClientCertificate.ReadFile(file) is null)
            {
                return $"MockServer:Clients:{id}:Certificate is '{file}', and no certificate with an RSA key can be read from it. "
                    + "Write the path of a PEM or DER file.";
            }
        }

        foreach (var (name, user) in options.Users)
        {
            if (DirectoryRoles.Names(user.Roles ?? "").FirstOrDefault(role => DirectoryRoles.TemplateId(role) is null) is { } role)
            {
                return $"MockServer:Users:{name}:Roles has '{role}', which is neither the name of a directory role nor a template id. "
                    + $"Write for instance '{DirectoryRoles.GlobalAdministrator}', '{DirectoryRoles.PolicyAdministrator}' or '{DirectoryRoles.KeysetAdministrator}', by commas.";
            }
        }

        return null;
    }

    private static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    private static string Explain(InvalidOperationException unbound)
    {
        var reason = unbound.InnerException is { } inner ? $"{unbound.Message} {inner.Message}" : unbound.Message;
        return $"A setting in the section MockServer cannot be used: {reason} docs/settings.md lists the settings and their values.";
    }

    /// <summary>What the policy schema allows for a TenantId: policy-rules 6.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.]{3,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Domain();

    /// <summary>What can be sent as a bearer: RFC 6750 2.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~+/-]{1,512}={0,2}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
