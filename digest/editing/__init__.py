"""What the commands of an editor's day change in the files of a site: articles begun and moved, sites and themes begun."""
