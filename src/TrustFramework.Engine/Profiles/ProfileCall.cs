using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Pages;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>The exchange of a technical profile.</summary>
/// <param name="Input">The values of the input claims by their partner names.</param>
/// <param name="Claims">The claims of the journey, and within a page those that the user entered.</param>
/// <param name="Messages">The messages for the user.</param>
internal sealed record ProfileCall(TechnicalProfile Profile, ClaimsBag Input, ClaimsBag Claims, JourneyRequest Request, JourneyContext Context, ErrorMessages Messages)
{
    /// <summary>Returns a text of the input; null when it is absent or empty.</summary>
    public string? FindInput(string partnerName) => Input.FindText(partnerName);
}
