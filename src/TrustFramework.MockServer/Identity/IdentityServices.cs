using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.SignIn;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Identity;

/// <summary>The room's services, by the mode that is asked for.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, MockServerOptions options) => services
        .AddSingleton(new ClientDirectory(options.Clients))
        .AddSingleton(new UserDirectory(options.Users))
        .AddSingleton(provider => new SigningKeys(
            provider.GetRequiredService<ITenantStore>(),
            provider.GetRequiredService<IRandomSource>(),
            options.SigningKeyFile is { } file ? SigningKeys.ReadFile(file) : null))
        .AddSingleton(new TokenRules(options.Audiences))
        .AddSingleton<ScopeReader>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<RefreshTokens>()
        .AddSingleton<Bearers>()
        .AddSingleton<OwnSignature>()
        .AddSingleton<Tripwire>()
        .AddSingleton<Tickets>()
        .AddSingleton<ClientAssertions>()
        .AddSingleton<ClientGate>()
        .AddSingleton<DelegatedTokens>()
        .AddSingleton<IGrant, ClientCredentialsGrant>()
        .AddSingleton<IGrant, AuthorizationCodeGrant>()
        .AddSingleton<IGrant, RefreshTokenGrant>()
        .AddSingleton<IGrant, DeviceCodeGrant>()
        .AddSingleton<IGrant, PasswordGrant>()
        .AddSingleton<IGrant, OnBehalfOfGrant>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<AuthorizeEndpoint>()
        .AddSingleton<DeviceEndpoints>()
        .AddSingleton<IBearerReader>(provider => ActivatorUtilities.CreateInstance<TripwireReader>(provider, ReaderOf(options.Auth, provider)));

    private static IBearerReader ReaderOf(AuthMode mode, IServiceProvider provider) => mode switch
    {
        AuthMode.Off => ActivatorUtilities.CreateInstance<OpenBearerReader>(provider),
        AuthMode.Strict => ActivatorUtilities.CreateInstance<StrictBearerReader>(provider),
        _ => ActivatorUtilities.CreateInstance<StubBearerReader>(provider),
    };
}
