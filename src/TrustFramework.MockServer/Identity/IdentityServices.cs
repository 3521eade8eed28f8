using System.Security.Cryptography;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>The room's services, by the mode that is asked for.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, MockServerOptions options) => services
        .AddSingleton(provider => new SigningKey(provider.GetRequiredService<IRandomSource>(), ReadKey(options.SigningKeyFile)))
        .AddSingleton(provider => new TokenRules(provider.GetRequiredService<TimeProvider>(), options.Audiences))
        .AddSingleton<AccessTokens>()
        .AddSingleton<IBearerReader>(provider => options.Auth switch
        {
            AuthMode.Off => new OpenBearerReader(),
            AuthMode.Strict => ActivatorUtilities.CreateInstance<StrictBearerReader>(provider),
            _ => ActivatorUtilities.CreateInstance<StubBearerReader>(provider),
        });

    private static RSAParameters? ReadKey(string? file)
    {
        if (file is null)
            return null;
        using var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        return rsa.ExportParameters(includePrivateParameters: true);
    }
}
