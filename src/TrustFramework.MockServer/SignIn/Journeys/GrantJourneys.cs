using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>Executes the journeys that no user sees: those of the token endpoint and of UserInfo.</summary>
internal sealed class GrantJourneys(JourneyContexts contexts)
{
    /// <summary>Executes a journey to its end.</summary>
    /// <param name="journeyId">Null for the default journey of the relying party.</param>
    /// <param name="describeRefusal">The error for a user whom the journey refuses.</param>
    public async ValueTask<Result<ClaimsBag, PolicyError>> RunAsync(SignInTenant tenant, JourneyRequest request, string? journeyId, Func<JourneyError.Refused, PolicyError> describeRefusal)
    {
        var execution = await (await contexts.CreateRunnerAsync(tenant)).StartAsync(request with { AllowsPages = false }, journeyId);
        return execution switch
        {
            { Result: { } result } => result.Claims,
            { Error: JourneyError.Refused refused } => describeRefusal(refused),
            { Error: { } error } => JourneyErrors.Describe(error),
            _ => throw new InvalidOperationException("The journey waits for a page, which its request does not allow."),
        };
    }
}
