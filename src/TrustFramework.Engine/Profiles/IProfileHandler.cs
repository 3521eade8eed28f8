using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>Executes the technical profiles of a protocol that need no page. Stateless.</summary>
internal interface IProfileHandler
{
    bool Handles(TechnicalProfile profile);

    /// <summary>Returns the claims of the provider by their partner names. The profile selects those that it lists.</summary>
    ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call);
}
