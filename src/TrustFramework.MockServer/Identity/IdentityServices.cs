using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Grants;
using TrustFramework.MockServer.Identity.SignIn;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity;

/// <summary>The room's services, by the mode that is asked for.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddLogin(this IServiceCollection services) => services
        .AddSingleton(provider => new ClientDirectory(provider.GetRequiredService<MockServerOptions>().Clients))
        .AddSingleton(provider => new UserDirectory(provider.GetRequiredService<MockServerOptions>().Users))
        .AddSingleton(provider => new TokenRules(provider.GetRequiredService<MockServerOptions>().Audiences))
        .AddSingleton<SigningKeys>()
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
        .AddSingleton<IBearerReader>(provider => ActivatorUtilities.CreateInstance<TripwireReader>(
            provider, ReaderOf(provider.GetRequiredService<MockServerOptions>().Auth, provider)));

    private static IBearerReader ReaderOf(AuthMode mode, IServiceProvider provider) => mode switch
    {
        AuthMode.Off => ActivatorUtilities.CreateInstance<OpenBearerReader>(provider),
        AuthMode.Strict => ActivatorUtilities.CreateInstance<StrictBearerReader>(provider),
        _ => ActivatorUtilities.CreateInstance<StubBearerReader>(provider),
    };
}
