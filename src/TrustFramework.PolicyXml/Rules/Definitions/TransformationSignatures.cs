using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// The input and output claims of transformation methods, derived from accepted policies: policy-rules 9.1. Methods that are not
/// listed are not checked. Format: <c>name:type</c>. A <c>?</c> marks an optional claim. A <c>*</c> at the end of a name matches
/// any number of claims with that prefix. The type <c>any</c> matches every type, and <c>=x</c> the type of the input claim x.
/// </summary>
internal static class TransformationSignatures
{
    private static readonly FrozenDictionary<string, TransformationSignature> ByMethod = new (string Method, string Inputs, string Outputs)[]
    {
        ("AddItemToAlternativeSecurityIdCollection", "item:string collection:alternativeSecurityIdCollection", "collection:alternativeSecurityIdCollection"),
        ("AddItemToStringCollection", "item:string collection:stringCollection", "collection:stringCollection"),
        ("AddItemToUserIdentityCollection", "item:userIdentity collection:userIdentityCollection", "collection:userIdentityCollection"),
        ("AddParameterToStringCollection", "collection:stringCollection", "collection:stringCollection"),
        ("AdjustNumber", "inputClaim:int", "outputClaim:int"),
        ("AndClaims", "inputClaim1:boolean inputClaim2:boolean", "outputClaim:boolean"),
        ("AssertBooleanClaimIsEqualToValue", "inputClaim:boolean", ""),
        ("AssertDateTimeIsGreaterThan", "leftOperand:string rightOperand:string", ""),
        ("AssertNumber", "inputClaim:int", "outputClaim:boolean"),
        ("AssertStringClaimsAreEqual", "inputClaim1:string inputClaim2:string", ""),
        ("BuildUri", "path:string? query.*:string", "outputClaim:string"),
        ("ChangeCase", "inputClaim1:string", "outputClaim:string"),
        ("CompareBooleanClaimToValue", "inputClaim:boolean", "compareResult:boolean"),
        ("CompareClaims", "inputClaim1:string inputClaim2:string", "outputClaim:boolean"),
        ("CompareClaimToValue", "inputClaim1:string", "outputClaim:boolean"),
        ("ConvertDateTimeToDateClaim", "inputClaim:dateTime", "outputClaim:date"),
        ("ConvertDateToDateTimeClaim", "inputClaim:date", "outputClaim:dateTime"),
        ("ConvertNumberToStringClaim", "inputClaim:long", "outputClaim:string"),
        ("ConvertPhoneNumberClaimToString", "phoneNumber:phoneNumber", "phoneNumberString:string"),
        ("ConvertStringToPhoneNumberClaim", "country:string? phoneNumberString:string", "outputClaim:phoneNumber"),
        ("CopyClaim", "inputClaim:any", "outputClaim:=inputClaim"),
        ("CopyClaimIfPredicateMatch", "inputClaim:string", "outputClaim:string"),
        ("CreateAlternativeSecurityId", "key:string identityProvider:string", "alternativeSecurityId:string"),
        ("CreateJsonArray", "inputClaim:string", "outputClaim:string"),
        ("CreateOtpSecret", "", "outputClaim:string"),
        ("CreateRandomString", "", "outputClaim:string"),
        ("CreateStringClaim", "", "createdClaim:string"),
        ("CreateUserIdentity", "issuerUserId:string issuer:string", "userIdentity:userIdentity"),
        ("DateTimeComparison", "firstDateTime:dateTime secondDateTime:dateTime", "result:boolean"),
        ("DoesClaimExist", "inputClaim:any", "outputClaim:boolean"),
        ("FormatLocalizedString", "*:string", "outputClaim:string"),
        ("FormatStringClaim", "inputClaim:string", "outputClaim:string"),
        ("FormatStringMultipleClaims", "inputClaim1:string inputClaim2:string", "outputClaim:string"),
        ("GenerateJson", "*:any", "outputClaim:string"),
        (
            "GetAgeGroupConsentProvidedAndRequiresConsent",
            "dateOfBirth:date countryCode:string consentProvidedForMinor:string",
            "ageGroup:string requiresParentalConsent:boolean consentProvidedForMinor:string"),
        ("GetClaimFromJson", "inputJson:string", "extractedClaim:string"),
        ("GetClaimsFromJsonArray", "jsonSource:string", "*:any"),
        ("GetClaimsFromJsonArrayV2", "jsonSource:stringCollection", "*:any"),
        ("GetCurrentDateTime", "", "currentDateTime:dateTime"),
        (
            "GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation",
            "alternativeSecurityIdCollection:alternativeSecurityIdCollection",
            "identityProvidersCollection:stringCollection"),
        ("GetIssuersFromUserIdentityCollectionTransformation", "userIdentityCollection:userIdentityCollection", "issuersCollection:stringCollection"),
        ("GetLocalizedStringsTransformation", "", "*:string"),
        ("GetMappedValueFromLocalizedCollection", "mapFromClaim:string", "restrictionValueClaim:string"),
        ("GetNationalNumberAndCountryCodeFromPhoneNumberString", "phoneNumber:string", "nationalNumber:string countryCode:string"),
        ("GetNumericClaimFromJson", "inputJson:string", "extractedClaim:long"),
        ("GetSingleItemFromJson", "inputJson:string", "key:string value:string"),
        ("GetSingleItemFromStringCollection", "collection:stringCollection", "extractedItem:string"),
        ("GetSingleValueFromJsonArray", "inputJsonClaim:string", "extractedClaim:string"),
        ("GuidAndRandomGenerator", "", "outputClaim:string"),
        ("Hash", "plaintext:string salt:string", "hash:string"),
        ("IsTermsOfUseConsentRequired", "termsOfUseConsentDateTime:dateTime", "result:boolean"),
        ("LookupValue", "inputParameterId:string", "outputClaim:string"),
        ("NotClaims", "inputClaim:boolean", "outputClaim:boolean"),
        ("NullClaim", "", "claim_to_null:any"),
        ("OrClaims", "inputClaim1:boolean inputClaim2:boolean", "outputClaim:boolean"),
        ("ParseDomain", "emailAddress:string", "domain:string"),
        (
            "RemoveAlternativeSecurityIdByIdentityProvider",
            "identityProvider:string collection:alternativeSecurityIdCollection",
            "collection:alternativeSecurityIdCollection"),
        ("RemoveUserIdentityFromCollectionByIssuer", "issuer:string collection:userIdentityCollection", "collection:userIdentityCollection"),
        ("SetClaimIfBooleansMatch", "claimToMatch:boolean", "outputClaim:string"),
        ("SetClaimsIfRegexMatch", "claimToMatch:string", "outputClaim:string? regexCompareResultClaim:boolean *:string"),
        ("SetClaimsIfStringsAreEqual", "inputClaim:string", "outputClaim1:string outputClaim2:string stringCompareResultClaim:boolean"),
        ("SetClaimsIfStringsMatch", "claimToMatch:string", "outputClaim:string stringCompareResultClaim:boolean"),
        ("StringCollectionContains", "inputClaim:stringCollection", "outputClaim:boolean"),
        ("StringCollectionContainsClaim", "collection:stringCollection item:string", "outputClaim:boolean"),
        ("StringContains", "inputClaim:string", "outputClaim:boolean"),
        ("StringJoin", "inputClaim:stringCollection", "outputClaim:string"),
        ("StringReplace", "inputClaim:string", "outputClaim:string"),
        ("StringSplit", "inputClaim:string", "outputClaim:stringCollection"),
        ("StringSubstring", "inputClaim:string", "outputClaim:string"),
        ("XmlStringToJsonString", "xml:string", "json:string"),
    }.ToFrozenDictionary(
        row => row.Method, row => new TransformationSignature(ParseParameters(row.Inputs), ParseParameters(row.Outputs)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the signature of a method, ignoring case; null for an unknown method.</summary>
    public static TransformationSignature? Find(string? method) => method is null ? null : ByMethod.GetValueOrDefault(method);

    private static ImmutableArray<ClaimParameter> ParseParameters(string list) =>
        [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ClaimParameter.Parse)];
}
