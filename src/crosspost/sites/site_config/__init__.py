"""Site configs of FiveFilters' Full-Text RSS: files of rules for single sites, read as they are."""
