using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>The room's services, by the mode that is asked for.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, MockServerOptions options) => services
        .AddSingleton(provider => new SigningKey(
            provider.GetRequiredService<IRandomSource>(),
            options.SigningKeyFile is { } file ? SigningKey.ReadFile(file) : null))
        .AddSingleton(provider => new TokenRules(provider.GetRequiredService<TimeProvider>(), options.Audiences))
        .AddSingleton<AccessTokens>()
        .AddSingleton<IBearerReader>(provider => options.Auth switch
        {
            AuthMode.Off => new OpenBearerReader(),
            AuthMode.Strict => ActivatorUtilities.CreateInstance<StrictBearerReader>(provider),
            _ => ActivatorUtilities.CreateInstance<StubBearerReader>(provider),
        });
}
