using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>Sets default values and calls claims transformations: runtime 7.7 [D].</summary>
internal sealed class ClaimsTransformationHandler : IProfileHandler
{
    public bool Handles(TechnicalProfile profile) => profile.IsHandledBy("ClaimsTransformationProtocolProvider");

    public ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call) => new(ClaimsBag.Empty);
}

/// <summary>
/// A profile of the protocol None that issues no token: it hands out the claims of the grant that is redeemed (runtime 4.3 [P]), and sets default values
/// in a client credentials journey (runtime 4.1 [D]).
/// </summary>
internal sealed class GrantReaderHandler : IProfileHandler
{
    public bool Handles(TechnicalProfile profile) => profile.Protocol == "None" && profile.GetElementText("OutputTokenFormat") is null && profile.GetElementText("InputTokenFormat") is null;

    public ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call) => new(call.Request.GrantClaims ?? ClaimsBag.Empty);
}

/// <summary>Claims about the request: runtime 7.7 [P]. The names other than <c>IP-Address</c> are [I].</summary>
internal sealed class JourneyContextHandler : IProfileHandler
{
    public bool Handles(TechnicalProfile profile) => profile.IsHandledBy("UserJourneyContextProvider");

    public ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call) => new(ClaimsBag.Empty
        .WithText("IP-Address", call.Request.IpAddress)
        .WithText("CorrelationId", call.Request.CorrelationId)
        .WithText("DateTimeInUtc", new ClaimValue.DateTimeValue(call.Context.Now).ToText())
        .WithText("BuildNumber", JourneyResolvers.BuildNumber));
}

/// <summary>Events for Application Insights: they are in the trace only, as the input claims of the profile. runtime 7.7 [P].</summary>
internal sealed class ApplicationInsightsHandler : IProfileHandler
{
    public bool Handles(TechnicalProfile profile) => profile.IsHandledBy("AzureApplicationInsightsProvider") || profile.IsHandledBy("ApplicationInsightsProvider");

    public ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call) => new(ClaimsBag.Empty);
}
