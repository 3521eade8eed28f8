using System.Collections.Immutable;
using TrustFramework.Engine.Restrictions;

namespace TrustFramework.Engine.Pages;

/// <summary>A page that waits for an answer.</summary>
/// <param name="TechnicalProfileId">Null for a page that offers only claims providers.</param>
/// <param name="Links">The links of the page: <c>signUp</c>, <c>forgotPassword</c>, <c>cancel</c>.</param>
/// <param name="Message">The message about the last answer; null for none.</param>
public sealed record JourneyStop(
    int StepOrder, string? TechnicalProfileId, string? ContentDefinitionId, ImmutableArray<PageField> Fields, ImmutableArray<PageChoice> Choices, ImmutableArray<string> Links, string? Message)
{
    public const string SignUpLink = "signUp";
    public const string ForgotPasswordLink = "forgotPassword";
    public const string CancelLink = "cancel";
}

/// <summary>A claim that a page collects or shows.</summary>
/// <param name="Type">The <c>UserInputType</c> of the claim type.</param>
/// <param name="Value">The value that the page starts with, masked as the claim type says; null for none.</param>
/// <param name="Options">Of a claim with fixed values, in order.</param>
public sealed record PageField(string ClaimTypeId, string Label, string Type, bool IsRequired, bool IsReadOnly, string? Value, ImmutableArray<ClaimOption> Options);

/// <summary>A claims provider that can be chosen.</summary>
/// <param name="ExchangeId">The claims exchange that the choice executes.</param>
public sealed record PageChoice(string ExchangeId, string Name);
