using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.Login;

/// <summary>Registers the services of the login service and the bearer reader of the configured mode.</summary>
internal static class LoginServiceRegistration
{
    public static IServiceCollection AddLogin(this IServiceCollection services) => services
        .AddSingleton(provider => new ClientDirectory(provider.GetRequiredService<MockServerOptions>().Clients))
        .AddSingleton(provider => new UserDirectory(provider.GetRequiredService<MockServerOptions>().Users))
        .AddSingleton(provider => new AccessTokenValidator(provider.GetRequiredService<MockServerOptions>().Audiences))
        .AddSingleton<SigningKeyProvider>()
        .AddSingleton<ScopeParser>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<RefreshTokens>()
        .AddSingleton<BearerTokenCache>()
        .AddSingleton<TokenSignatureVerifier>()
        .AddSingleton<ProductionTokenGuard>()
        .AddSingleton<GrantStore>()
        .AddSingleton<ClientAssertionValidator>()
        .AddSingleton<ClientAuthenticator>()
        .AddSingleton<DelegatedTokenIssuer>()
        .AddSingleton<IGrantHandler, ClientCredentialsGrantHandler>()
        .AddSingleton<IGrantHandler, AuthorizationCodeGrantHandler>()
        .AddSingleton<IGrantHandler, RefreshTokenGrantHandler>()
        .AddSingleton<IGrantHandler, DeviceCodeGrantHandler>()
        .AddSingleton<IGrantHandler, PasswordGrantHandler>()
        .AddSingleton<IGrantHandler, OnBehalfOfGrantHandler>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<AuthorizeEndpoint>()
        .AddSingleton<DeviceEndpoints>()
        .AddSingleton<IBearerTokenReader>(provider => ActivatorUtilities.CreateInstance<GuardedBearerReader>(
            provider, CreateBearerReader(provider.GetRequiredService<MockServerOptions>().Auth, provider)));

    private static IBearerTokenReader CreateBearerReader(AuthMode mode, IServiceProvider provider) => mode switch
    {
        AuthMode.Off => ActivatorUtilities.CreateInstance<OpenBearerReader>(provider),
        AuthMode.Strict => ActivatorUtilities.CreateInstance<StrictBearerReader>(provider),
        _ => ActivatorUtilities.CreateInstance<StubBearerReader>(provider),
    };
}
